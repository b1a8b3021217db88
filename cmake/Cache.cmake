# Where scripts/ keep what they made once: the same rule as in scripts/common.sh.
if(DEFINED ENV{EKEY_CACHE})
  set(ekey_cache $ENV{EKEY_CACHE})
elseif(DEFINED ENV{XDG_CACHE_HOME})
  set(ekey_cache $ENV{XDG_CACHE_HOME}/ekey)
else()
  set(ekey_cache $ENV{HOME}/.cache/ekey)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  # Paths below the checkout count as relative: another checkout of the same sources finds what this one compiled.
  # The sloppiness is what precompiled headers (Precompile.cmake) need to be found again.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_SLOPPINESS=pch_defines,time_macros
    CCACHE_PCH_EXTSUM=1 ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()
