// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/model/document_file.h"

namespace bayplan::ctl {

int runSchema(const SchemaOptions &options)
{
    const auto written = writeOutput(options.output, documentSchema());
    return written ? exitDone : failWith(written.error(), options.json);
}

} // namespace bayplan::ctl
