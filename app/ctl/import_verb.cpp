// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/loss_table.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/base/durable_file.h"
#include "engine/manifests/import.h"
#include "engine/model/document_file.h"
#include "engine/model/validate.h"

#include <filesystem>

namespace bayplan::ctl {
namespace {

Result<bayplan::ImportOptions> readOptions(const ImportOptions &options)
{
    bayplan::ImportOptions out;
    out.addLoad = !options.noLoad;
    for (const std::string &variable : options.variables) {
        const auto equals = variable.find('=');
        if (equals == std::string::npos || equals == 0)
            return fail(ErrorCode::InvalidInput, "\"" + variable + "\" is not of the form NAME=VALUE.",
                        "Write -e NAME=VALUE.");
        out.variables[variable.substr(0, equals)] = variable.substr(equals + 1);
    }
    out.projectName = options.name;
    // As Compose does, a file without a name is named by its folder, however the path was given.
    if (options.file != "-") {
        std::error_code ignored;
        out.folder = std::filesystem::absolute(options.file, ignored).lexically_normal().parent_path().string();
    }
    return out;
}

} // namespace

int runImport(const ImportOptions &options)
{
    const auto how = readOptions(options);
    if (!how)
        return failWith(how.error(), options.json);
    const auto text = readWhole(options.file, how->maxBytes);
    if (!text)
        return failWith(text.error(), options.json);
    const auto imported = importCompose(*text, options.file, *how);
    if (!imported)
        return failWith(imported.error(), options.json);

    const std::string document = writeDocument(imported->topology);
    if (options.json && options.output == "-") {
        const std::string both = "{\"document\": " + document + ", \"losses\": " + lossesJson(imported->losses) + "}\n";
        const auto written = writeOutput("-", both);
        return written ? exitDone : failWith(written.error(), false);
    }
    if (const auto written = writeOutput(options.output, document); !written)
        return failWith(written.error(), options.json);
    if (options.json)
        (void)writeOutput("-", lossesJson(imported->losses) + '\n');
    else
        printLosses(imported->losses);
    return exitDone;
}

} // namespace bayplan::ctl
