# Reading nlohmann's header takes longer than compiling most of our sources: it is compiled once for those that see it.
# GCC only: the other compilers build few of them.
set(ekey_precompiles OFF)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_CROSSCOMPILING)
  set(ekey_precompiles ON)
  # One precompiled header for libraries and programs alike needs one code model: what links as a position-independent
  # program may be compiled as a library is.
  set(CMAKE_POSITION_INDEPENDENT_CODE OFF)
  add_compile_options(-fPIC)
endif()

# ekey_precompile(TARGET …): for targets that include core/error.h or core/json/value.h.
function(ekey_precompile)
  if(NOT ekey_precompiles)
    return()
  endif()
  if(NOT TARGET ekey_precompiled)
    file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/precompiled.cpp CONTENT "")
    add_library(ekey_precompiled OBJECT ${CMAKE_BINARY_DIR}/precompiled.cpp)
    target_link_libraries(ekey_precompiled PRIVATE ekey::json)
    target_precompile_headers(ekey_precompiled PRIVATE <nlohmann/json.hpp> <functional> <map> <memory> <optional> <span>
      <string> <string_view> <variant> <vector>)
    # ccache takes this for the 110 MB of the precompiled header, which it would read anew for each source.
    file(SHA256 /usr/include/nlohmann/json.hpp json)
    file(SHA256 ${CMAKE_CURRENT_FUNCTION_LIST_FILE} recipe)
    file(GENERATE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/ekey_precompiled.dir/cmake_pch.hxx.gch.sum
      CONTENT "${json} ${recipe} ${CMAKE_CXX_COMPILER_VERSION}\n")
  endif()
  foreach(target ${ARGN})
    target_precompile_headers(${target} REUSE_FROM ekey_precompiled)
    target_link_libraries(${target} PRIVATE ekey::json)
  endforeach()
endfunction()
