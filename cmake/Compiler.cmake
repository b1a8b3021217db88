set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
include_directories(${CMAKE_SOURCE_DIR})

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  add_compile_options(-Wno-restrict) # false alarms on std::string at -O2: GCC bug 105651, mended in 13
endif()
# The same object whatever folder the checkout stands in: no path of a machine in a binary, and ccache hits everywhere.
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.)

if(EMSCRIPTEN)
  file(STRINGS ${CMAKE_SOURCE_DIR}/emsdk-version.txt ekey_emscripten LIMIT_COUNT 1)
  if(NOT EMSCRIPTEN_VERSION VERSION_EQUAL ekey_emscripten)
    message(FATAL_ERROR "Emscripten ${EMSCRIPTEN_VERSION} is on the PATH, emsdk-version.txt asks for ${ekey_emscripten}.\n"
      "Debian 12 and Ubuntu 24.04 package it: apt-get install emscripten; elsewhere: emsdk install ${ekey_emscripten}.")
  endif()
  # After CMake's own -Os. Where it is asked for size, Emscripten tells clang to inline nothing (-fno-inline-functions); the
  # modules are smaller and twice as fast when it does. Libraries hold bitcode, so that a module takes from core only what its ABI reaches.
  add_compile_options(-Oz -flto -finline-functions $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions> $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
elseif(NOT WIN32)
  add_compile_options(-fstack-protector-strong)
  add_link_options(-Wl,-z,relro,-z,now)
  if(CMAKE_BUILD_TYPE STREQUAL "Release" OR CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
    add_compile_options(-D_FORTIFY_SOURCE=2)
  endif()
endif()

# The `asan` preset: address and undefined behaviour; the first finding ends the program.
option(EKEY_SANITIZE "AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
if(EKEY_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# The `fuzz` preset: libFuzzer watches which branches of the code an input takes.
option(EKEY_FUZZ "Fuzz targets only; needs clang" OFF)
if(EKEY_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
