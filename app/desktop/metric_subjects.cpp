// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/metric_subjects.h"

#include "app/desktop/run_record.h"
#include "app/desktop/steady_colours.h"
#include "engine/report/assertion_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace bayplan {

namespace {

QString patternTitle(const std::string &role)
{
    static const std::map<std::string, const char *> titles{
        {"service", QT_TRANSLATE_NOOP("bayplan::MetricsView", "Services")},
        {"load", QT_TRANSLATE_NOOP("bayplan::MetricsView", "Load")},
        {"ambassador", QT_TRANSLATE_NOOP("bayplan::MetricsView", "Ambassadors")},
        {"root", QT_TRANSLATE_NOOP("bayplan::MetricsView", "Scatter roots")},
        {"sync", QT_TRANSLATE_NOOP("bayplan::MetricsView", "Content syncs")},
        {"adapter", QT_TRANSLATE_NOOP("bayplan::MetricsView", "Adapters")},
        {"logsaver", QT_TRANSLATE_NOOP("bayplan::MetricsView", "Log savers")},
        {"elector", QT_TRANSLATE_NOOP("bayplan::MetricsView", "Electors")},
        {"queue", QT_TRANSLATE_NOOP("bayplan::MetricsView", "Work queues")},
        {"worker", QT_TRANSLATE_NOOP("bayplan::MetricsView", "Workers")},
    };
    const auto found = titles.find(role);
    return found == titles.end() ? QCoreApplication::translate("bayplan::MetricsView", "Other containers")
                                 : QCoreApplication::translate("bayplan::MetricsView", found->second);
}

MetricSubject wholeSystem()
{
    return {MetricSubject::Sort::System, {}, QCoreApplication::translate("bayplan::MetricsView", "Whole system")};
}

/// "web → cache-1" of "web/ambassador -> cache-1/memcached", "app → ambassador" within a pod.
QString shortLinkName(const QString &text)
{
    const QStringList ends = text.split(QStringLiteral(" -> "));
    if (ends.size() != 2)
        return text;
    const auto pod = [&](int i) { return ends[i].section(u'/', 0, 0); };
    const int part = pod(0) == pod(1) ? -1 : 0;
    return ends[0].section(u'/', part, part) + QStringLiteral(" → ") + ends[1].section(u'/', part, part);
}

/// Links whose short names are equal keep their long ones.
void nameShortly(std::vector<MetricSubject> &subjects)
{
    std::map<QString, int> count;
    for (const MetricSubject &subject : subjects)
        ++count[shortLinkName(subject.title)];
    for (MetricSubject &subject : subjects) {
        const QString name = shortLinkName(subject.title);
        subject.name = count[name] == 1 ? name : subject.title;
    }
}

std::vector<MetricSubject> linksAmong(const Plan &plan, const std::set<ElementId> *wanted)
{
    std::vector<MetricSubject> links;
    for (const LinkPlan &link : plan.links)
        if (!wanted || wanted->contains(link.id))
            links.push_back({MetricSubject::Sort::Link, link.id, QString::fromStdString(link.text)});
    return links;
}

std::vector<MetricSubject> selectedAmong(const Plan &plan, const std::vector<PlanContainer> &containers,
                                         const std::set<ElementId> &selection)
{
    std::vector<MetricSubject> subjects;
    for (const PlanContainer &container : containers) {
        const PodPlan &pod = plan.pods[plan.instances[container.instances.front()].pod];
        if (selection.contains(container.element) || selection.contains(pod.element))
            subjects.push_back({MetricSubject::Sort::Container, container.element, container.title});
    }
    const auto links = linksAmong(plan, &selection);
    subjects.insert(subjects.end(), links.begin(), links.end());
    return subjects;
}

/// Pods by their element, patterns by what their agents are.
std::vector<MetricSubject> gathered(const Plan &plan, const std::vector<PlanContainer> &containers,
                                    MetricSubject::Sort sort)
{
    std::vector<MetricSubject> subjects;
    std::map<std::string, std::size_t> index;
    for (const PlanContainer &container : containers) {
        const InstancePlan &first = plan.instances[container.instances.front()];
        const PodPlan &pod = plan.pods[first.pod];
        const bool isPod = sort == MetricSubject::Sort::Pod;
        const std::string &key = isPod ? pod.element : first.agentRole;
        const auto [found, isNew] = index.try_emplace(key, subjects.size());
        if (isNew)
            subjects.push_back({sort, key, isPod ? QString::fromStdString(pod.drawn) : patternTitle(key)});
        subjects[found->second].members.push_back(container.element);
    }
    return subjects;
}

/// How much it did, from some instants of the run: enough to rank by.
double activity(const RunHistory &history, const MetricSubject &subject)
{
    constexpr std::size_t instants = 16;
    const auto sum = [](const SeriesSet *set) {
        double all = 0;
        if (set == nullptr)
            return all;
        const auto &points = (*set)[Quantity::Throughput].points();
        for (std::size_t i = 0; i < points.size(); i += std::max<std::size_t>(1, points.size() / instants))
            all += static_cast<double>(points[i].value);
        return all;
    };
    if (subject.sort == MetricSubject::Sort::Link)
        return sum(history.link(subject.id));
    double all = sum(history.container(subject.id));
    for (const std::string &member : subject.members)
        all += sum(history.container(member));
    return all;
}

// ---- assertions ----

std::optional<MetricChart> chartOfFigure(std::string_view figure)
{
    static const std::map<std::string_view, MetricChart> charts{
        {"p50", MetricChart::Latency},
        {"p90", MetricChart::Latency},
        {"p95", MetricChart::Latency},
        {"p99", MetricChart::Latency},
        {"mean", MetricChart::Latency},
        {"sojourn.p99", MetricChart::Latency},
        {"throughput", MetricChart::Throughput},
        {"queue.throughput", MetricChart::Throughput},
        {"utilisation", MetricChart::Utilisation},
        {"queue.depth", MetricChart::QueueDepth},
        {"waiting", MetricChart::QueueDepth},
    };
    const auto found = charts.find(figure);
    return found == charts.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

std::vector<MetricSubject> metricSubjects(const Plan &plan, const std::vector<PlanContainer> &containers, MetricsBy by,
                                          const std::set<ElementId> &selection)
{
    std::vector<MetricSubject> subjects;
    switch (by) {
    case MetricsBy::Selection:
        subjects = selectedAmong(plan, containers, selection);
        break;
    case MetricsBy::System:
        break;
    case MetricsBy::Pods:
        subjects = gathered(plan, containers, MetricSubject::Sort::Pod);
        break;
    case MetricsBy::Links:
        subjects = linksAmong(plan, nullptr);
        break;
    case MetricsBy::Patterns:
        subjects = gathered(plan, containers, MetricSubject::Sort::Pattern);
        break;
    }
    if (subjects.empty() && (by == MetricsBy::Selection || by == MetricsBy::System))
        subjects.push_back(wholeSystem());
    nameShortly(subjects);
    return subjects;
}

std::vector<MetricSubject> busiestOf(std::vector<MetricSubject> subjects, const RunRecord &record,
                                     SteadyColours &colours)
{
    if (subjects.size() > mostSubjects) {
        std::vector<std::pair<double, std::size_t>> order;
        record.read([&](const RunHistory &history) {
            for (std::size_t i = 0; i < subjects.size(); ++i)
                order.emplace_back(-activity(history, subjects[i]), i);
        });
        std::sort(order.begin(), order.end());
        order.resize(mostSubjects);
        std::sort(order.begin(), order.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
        std::vector<MetricSubject> busiest;
        for (const auto &[activity, i] : order)
            busiest.push_back(std::move(subjects[i]));
        subjects = std::move(busiest);
    }
    std::vector<std::string> ids;
    for (const MetricSubject &subject : subjects)
        ids.push_back(subject.id);
    const std::vector<QColor> own = colours.of(ids, record.kind());
    for (std::size_t i = 0; i < subjects.size(); ++i)
        subjects[i].colour = own[i];
    return subjects;
}

std::vector<ChartObjective> assertedOn(const Plan &plan, MetricChart chart, const std::vector<MetricSubject> &subjects)
{
    std::vector<ChartObjective> objectives;
    for (const std::string &assertion : plan.assertions) {
        const auto parsed = parseAssertion(assertion);
        const bool isFloor = parsed && parsed->comparison.starts_with('>');
        const bool isBound = isFloor || (parsed && parsed->comparison.starts_with('<'));
        if (!isBound || chartOfFigure(parsed->figure->name) != chart)
            continue;
        const auto name = QString::fromStdString(parsed->name);
        const bool isMeant = std::any_of(subjects.begin(), subjects.end(), [&](const MetricSubject &subject) {
            return subject.sort == MetricSubject::Sort::System || name == subject.title ||
                   name.toStdString() == subject.id || (name.isEmpty() && subjects.size() == 1);
        });
        if (isMeant)
            objectives.push_back({parsed->value, QString::fromStdString(assertion).trimmed(), true, isFloor});
    }
    return objectives;
}

} // namespace bayplan
