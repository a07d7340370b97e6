# SPDX-License-Identifier: GPL-3.0-or-later
# Copies of machines with deliberate defects in them, each behind isMutant("NAME").
#
# mutated_source(FILE) begins a copy of engine/patterns/FILE; mutate(FROM TO) puts TO in the place of FROM, which has to
# stand there once; finish_source() writes it. A FROM that is not found makes a copy that does not compile and says so.

function(mutated_source file)
    set(path ${CMAKE_SOURCE_DIR}/engine/patterns/${file})
    file(READ ${path} text)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
    set(mutated_file ${file} PARENT_SCOPE)
    set(mutated_text "#include \"tests/mutants/mutant.h\"\n${text}" PARENT_SCOPE)
endfunction()

function(mutate from to)
    string(FIND "${mutated_text}" "${from}" first)
    string(FIND "${mutated_text}" "${from}" last REVERSE)
    if(first EQUAL -1 OR NOT first EQUAL last)
        string(REGEX REPLACE "[\n\"]" " " said "${from}")
        set(mutated_text "${mutated_text}\n#error not found just once: ${said}\n" PARENT_SCOPE)
    else()
        string(REPLACE "${from}" "${to}" text "${mutated_text}")
        set(mutated_text "${text}" PARENT_SCOPE)
    endif()
endfunction()

function(finish_source)
    set(path ${CMAKE_CURRENT_BINARY_DIR}/mutated/${mutated_file})
    set(before "")
    if(EXISTS ${path})
        file(READ ${path} before)
    endif()
    if(NOT before STREQUAL mutated_text)
        file(WRITE ${path} "${mutated_text}")
    endif()
    set(mutated_sources ${mutated_sources} ${path} PARENT_SCOPE)
endfunction()
