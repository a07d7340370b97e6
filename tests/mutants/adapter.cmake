# SPDX-License-Identifier: GPL-3.0-or-later
mutated_source(adapter.cpp)

mutate([[    if (outcome.status != CallStatus::Ok && reason.empty())]]
[[    if (outcome.status != CallStatus::Ok && reason.empty() && !isMutant("failure-is-empty"))]])

mutate([[    addUp(reply, false);]]
[[    addUp(reply, isMutant("up-all-the-same"));]])

mutate([[        addUp(figures, true);]]
[[        if (isMutant("first-figures-only") && figures.samples.size() > 1)
            figures.samples.resize(1);
        addUp(figures, true);]])

mutate([[        figures = failure(reason);]]
[[        if (isMutant("figures-with-an-error"))
            figures.samples.push_back({"service_waiting", {}, 0, "gauge", ""});
        const std::vector<MetricSample> kept = figures.samples;
        figures = failure(reason);
        if (isMutant("figures-with-an-error"))
            figures.samples.insert(figures.samples.end(), kept.begin(), kept.end());]])
finish_source()
