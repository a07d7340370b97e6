# SPDX-License-Identifier: Apache-2.0
# Compiler settings and the three shapes of target: a layer (one folder, one static library), a program, a test.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE_PROGRAM})
endif()

# Each function a section of its own: the agent's file leaves out those that it does not call.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG -ffunction-sections -fdata-sections")
set(CMAKE_UNITY_BUILD_BATCH_SIZE 0) # where a preset says CMAKE_UNITY_BUILD: each layer compiles as one file

add_library(bayplan_settings INTERFACE)
target_include_directories(bayplan_settings INTERFACE ${CMAKE_SOURCE_DIR})
# -ffp-contract=off: a simulation gives the same bytes whatever the optimisation.
target_compile_options(bayplan_settings INTERFACE -Wall -Wextra -Wpedantic
    $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local> -Wno-missing-field-initializers -Wnon-virtual-dtor -ffp-contract=off
    # g++ 12 is wrong about these in optimised builds of std::string and std::variant.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-maybe-uninitialized -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread>
    # clang++ 19 takes the library's own use of std::get_temporary_buffer for ours.
    $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
    # A layer compiled as one file: a class in a .cpp may well have members of that file's own types.
    $<$<AND:$<BOOL:${CMAKE_UNITY_BUILD}>,$<CXX_COMPILER_ID:GNU>>:-Wno-subobject-linkage>
    $<$<BOOL:${BAYPLAN_WERROR}>:-Werror>
    $<$<BOOL:${BAYPLAN_SANITIZE}>:-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer>
    # clang++ 14 cannot assemble coroutines with it.
    $<$<AND:$<BOOL:${BAYPLAN_SANITIZE}>,$<CXX_COMPILER_ID:Clang>>:-fno-sanitize=function>)
target_link_options(bayplan_settings INTERFACE
    $<$<BOOL:${BAYPLAN_SANITIZE}>:-fsanitize=address,undefined>)
target_compile_definitions(bayplan_settings INTERFACE
    BAYPLAN_VERSION="${PROJECT_VERSION}" $<$<BOOL:${BAYPLAN_SANITIZE}>:BAYPLAN_SANITIZED>)
target_link_libraries(bayplan_settings INTERFACE Threads::Threads)

# Some 200 programs are linked: a tenth of the time with this linker.
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
    target_link_options(bayplan_settings INTERFACE -fuse-ld=mold)
endif()

# Asio and Beast compiled once, for the layers that have sockets.
function(bayplan_asio_library)
    add_library(bayplan_asio STATIC ${CMAKE_SOURCE_DIR}/cmake/asio_sources.cpp)
    target_compile_definitions(bayplan_asio PUBLIC
        BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION)
    # g++ 12 takes Asio's own operator delete of a coroutine's frame for somebody else's, in optimised builds.
    target_compile_options(bayplan_asio PUBLIC $<$<CXX_COMPILER_ID:GNU>:-Wno-mismatched-new-delete>)
    target_link_libraries(bayplan_asio PUBLIC bayplan_settings Boost::headers)
endfunction()

# bayplan_layer(NAME [DEPENDS layers and libraries for users too] [PRIVATE libraries of its own])
# The library bayplan_NAME of every .cpp in the calling folder.
function(bayplan_layer name)
    cmake_parse_arguments(ARG "" "" "DEPENDS;PRIVATE" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS *.cpp)
    add_library(bayplan_${name} STATIC ${sources})
    target_link_libraries(bayplan_${name} PUBLIC bayplan_settings ${ARG_DEPENDS} PRIVATE ${ARG_PRIVATE})
endfunction()

# bayplan_test(FILE [LIBRARIES ...] [LABELS ...] [TIMEOUT seconds] [SERIAL] [OWN_ENGINE]): a Qt Test program of one file,
# run without a display, SERIAL with nothing beside it. Of those with the label engine one runs at a time, and one beside
# it of those with OWN_ENGINE. Not built with the sanitizers: what has the label engine, or unsanitized, because it is
# about figures rather than memory.
function(bayplan_test file)
    cmake_parse_arguments(ARG "SERIAL;OWN_ENGINE" "TIMEOUT" "LIBRARIES;LABELS;ENVIRONMENT" ${ARGN})
    get_filename_component(name ${file} NAME_WE)
    add_executable(${name} ${file})
    if(BAYPLAN_SANITIZE AND ARG_LABELS MATCHES "engine|unsanitized")
        set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL TRUE)
        return()
    endif()
    target_link_libraries(${name} PRIVATE Qt6::Test bayplan_settings ${ARG_LIBRARIES})
    if("bayplan_desktop" IN_LIST ARG_LIBRARIES)
        target_precompile_headers(${name} REUSE_FROM desktop_test_headers)
    else()
        target_precompile_headers(${name} REUSE_FROM test_headers)
    endif()
    # The one file that the test includes: AUTOMOC would run a program and compile a file more for each of them. It is
    # not told where headers are, and so does not read them: a second for each test.
    qt_generate_moc(${file} ${CMAKE_CURRENT_BINARY_DIR}/${name}.moc)
    target_sources(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${name}.moc)
    target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
    target_compile_definitions(${name} PRIVATE
        BAYPLAN_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data" BAYPLAN_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
        BAYPLAN_BINARY_DIR="${CMAKE_BINARY_DIR}")
    add_test(NAME ${name} COMMAND ${name})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300) # a busy machine takes thrice what the slowest of them do
    endif()
    if(BAYPLAN_SANITIZE)
        math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 4")
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
        RUN_SERIAL ${ARG_SERIAL} ENVIRONMENT "QT_QPA_PLATFORM=offscreen;${ARG_ENVIRONMENT}")
    if("engine" IN_LIST ARG_LABELS)
        # Old engines dead-lock under load. Begun first, as they wait for one another.
        set_tests_properties(${name} PROPERTIES RESOURCE_LOCK engine COST 1000)
        if(ARG_OWN_ENGINE)
            set_tests_properties(${name} PROPERTIES RESOURCE_LOCK own-engine)
            set_property(TEST ${name} APPEND PROPERTY ENVIRONMENT BAYPLAN_OWN_ENGINE=1)
        endif()
    endif()
endfunction()
