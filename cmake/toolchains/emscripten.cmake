# Emscripten's own toolchain file, wherever the emcc on the PATH keeps it.
find_program(EMCC emcc REQUIRED)
file(REAL_PATH ${EMCC} EMCC)
get_filename_component(ekey_emscripten_root ${EMCC} DIRECTORY)
include(${ekey_emscripten_root}/cmake/Modules/Platform/Emscripten.cmake)
