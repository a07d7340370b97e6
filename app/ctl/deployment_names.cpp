// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/deployment_names.h"

#include "app/ctl/scenario_options.h"
#include "app/ctl/verbs.h"
#include "engine/docker/engine_url.h"

#include <filesystem>

namespace bayplan::ctl {

Result<Plan> loadPlan(const std::string &file, std::string *text)
{
    const auto topology = loadScenario(file, {}, text);
    if (!topology)
        return topology.error();
    return planOf(withoutSpares(*topology), file, {});
}

Result<NamedDeployment> nameDeployment(const std::string &text)
{
    if (text.find_first_of("./") == std::string::npos)
        return NamedDeployment{text, std::nullopt};
    auto plan = loadPlan(text);
    if (!plan)
        return plan.error();
    std::string name = plan->name;
    return NamedDeployment{std::move(name), std::move(*plan)};
}

std::string complaintOfEngine(const std::string &text)
{
    const auto url = resolveEngineUrl(text);
    const bool isOfAFile = !url && !url.error().place.file.empty(); // that the text names
    if (url || isOfAFile || url.error().code != ErrorCode::InvalidInput)
        return {};
    return url.error().message + ' ' + url.error().advice;
}

std::string folderOf(const std::string &file)
{
    std::error_code ignored;
    const std::filesystem::path folder = file == "-" ? "." : std::filesystem::path(file).parent_path();
    const auto path = std::filesystem::absolute(folder.empty() ? "." : folder, ignored);
    return path.lexically_normal().string();
}

} // namespace bayplan::ctl
