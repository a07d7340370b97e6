// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/loss_table.h"
#include "app/ctl/terminal.h"
#include "app/ctl/verbs.h"
#include "engine/base/durable_file.h"
#include "engine/docker/agent_image.h"
#include "engine/docker/agent_start.h"
#include "engine/manifests/export.h"
#include "engine/model/document_file.h"
#include "engine/plan/stand_ins.h"
#include "engine/wire/agent_config.h"

namespace bayplan::ctl {
namespace {

constexpr std::uint64_t agentLimitBytes = 256U << 20U;

/// The name that a deploy gives the agent's image: its tag follows the program's content.
std::string defaultAgentImage()
{
    const auto path = findAgentBinary({});
    auto program = path ? readWhole(*path, agentLimitBytes) : Result<std::string>(path.error());
    const auto image = program ? buildAgentImage(std::move(*program)) : Result<AgentImage>(program.error());
    return image ? image->reference : std::string(agentRepository) + ":" + BAYPLAN_VERSION;
}

Result<Plan> planOfFile(const std::string &file)
{
    const auto document = loadDocument(file);
    if (!document)
        return document.error();
    auto plan = lower(withoutSpares(document->topology));
    if (plan)
        return plan;
    Error error = plan.error();
    error.place.file = file;
    return error;
}

int check(const std::string &path, const std::string &text, bool json)
{
    const auto found = readWhole(path, agentLimitBytes);
    if (!found && found.error().code != ErrorCode::NotFound)
        return failWith(found.error(), json);
    if (found && *found == text)
        return exitDone;
    printDiagnostic(fail(ErrorCode::Conflict,
                         found ? "The file differs from what would be written." : "There is no such file.",
                         "Export again without --check.", {.file = path}));
    return exitNotMet;
}

} // namespace

int runExport(const ExportOptions &options)
{
    auto plan = planOfFile(options.file);
    if (!plan)
        return failWith(plan.error(), options.json);
    if (options.standIns)
        *plan = withStandIns(std::move(*plan), imagesOf(*plan));
    bayplan::ExportOptions how;
    how.agentImage = options.agentImage.empty() ? defaultAgentImage() : options.agentImage;
    how.agentEnvironment = [](const InstancePlan &instance) { return writeAgentConfig(agentConfigOf(instance)); };
    how.classicSidecars = options.sidecars == "classic";
    const Manifest manifest = options.to == "compose" ? writeCompose(*plan, how) : writeKubernetes(*plan, how);

    if (!options.json)
        printLosses(manifest.losses);
    if (options.strict && hasLoss(manifest.losses))
        return failWith(fail(ErrorCode::Unsupported, "The target cannot express all of the document.",
                             "Look at what is listed, or leave out --strict."),
                        options.json);
    if (options.check && options.output != "-")
        return check(options.output, manifest.text, options.json);
    if (const auto written = writeOutput(options.output, manifest.text); !written)
        return failWith(written.error(), options.json);
    if (options.json && options.output != "-")
        (void)writeOutput("-", lossesJson(manifest.losses) + '\n');
    return exitDone;
}

} // namespace bayplan::ctl
