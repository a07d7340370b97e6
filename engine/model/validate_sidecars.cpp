// SPDX-License-Identifier: Apache-2.0
// What stands beside a container and reads or writes for it: content sync and adapter.
#include "engine/model/validator.h"

#include "engine/base/comparison.h"
#include "engine/base/sync_source.h"

#include <algorithm>

namespace bayplan {
namespace {

constexpr const char *exampleSource = "https://example.org/site.git";

/// What is left of a source that names an address somewhere; else an example to begin with.
std::string mendedSource(const std::string &source)
{
    const auto at = std::min(source.find("http://"), source.find("https://"));
    const std::string rest =
        at == std::string::npos ? std::string() : source.substr(at, source.find_first_of(" \t", at));
    return !rest.empty() && checkSyncSource(rest) ? rest : exampleSource;
}

bool canWriteTo(const Container &container, const std::string &folder)
{
    return std::ranges::any_of(mountsOf(container), [&](const MountEntry &mount) {
        return !mount.readOnly && (folder == mount.path || folder.starts_with(mount.path + '/'));
    });
}

void checkRevision(const Container &sync, const std::string &name, Findings &findings)
{
    const ParamReader params = paramsOf(sync);
    if (const auto good = checkGitRevision(params.text("revision")); !good)
        offerParam(findings.error("content-sync.revision", sync.id,
                                  {QT_TRANSLATE_NOOP("phrase", "%1: %2"), name, messageOf(good.error())},
                                  adviceOf(good.error())),
                   QT_TRANSLATE_NOOP("phrase", "Use HEAD"), sync.id, "revision", std::nullopt);
    else if (isArchiveSource(params.text("source")) && sync.params.contains("revision"))
        offerParam(
            findings.warning(
                "content-sync.archive-revision", sync.id,
                {QT_TRANSLATE_NOOP("phrase", "%1: an archive has no revision; the one that is given is not heeded."),
                 name},
                QT_TRANSLATE_NOOP("phrase", "Take it out, or give a git repository as source.")),
            QT_TRANSLATE_NOOP("phrase", "Take it out"), sync.id, "revision", std::nullopt);
}

bool isCount(const std::string &text)
{
    const std::size_t equals = text.find('=');
    return equals != 0 && equals != std::string::npos && equals + 1 != text.size();
}

/// Entries for which `isGood` holds.
template <class Good>
std::vector<std::string> goodOnly(std::vector<std::string> entries, Good isGood)
{
    std::erase_if(entries, [&](const std::string &entry) { return !isGood(entry); });
    return entries;
}

void checkPath(const Container &adapter, const std::string &name, Findings &findings)
{
    const std::string path = paramsOf(adapter).text("path");
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    if (path.empty() || (path.front() == '/' && std::ranges::none_of(path, isBlank)))
        return;
    std::string mended = path.front() == '/' ? path : '/' + path;
    std::erase_if(mended, isBlank);
    offerParam(findings.error("adapter.path", adapter.id,
                              {QT_TRANSLATE_NOOP("phrase", "%1: the path \"%2\" is none."), name, path},
                              QT_TRANSLATE_NOOP("phrase", "Begin with a slash, without blanks: /stats.")),
               {QT_TRANSLATE_NOOP("phrase", "Write %1"), mended}, adapter.id, "path", Value(mended));
}

void offerImage(Problem &problem, const ValidationIndex &index, const Container &adapter)
{
    std::string image;
    std::string whose;
    if (const auto members = index.byPod.find(adapter.pod); members != index.byPod.end()) {
        for (const Container *member : members->second) {
            const bool hasImage =
                image.empty() && member->id != adapter.id && findParam(*findKind(member->kind), "image");
            image = hasImage ? paramsOf(*member).text("image") : image;
            whose = hasImage && !image.empty() ? member->name : whose;
        }
    }
    if (image.empty())
        offerParam(problem, QT_TRANSLATE_NOOP("phrase", "Remove the command"), adapter.id, "healthCommand",
                   std::nullopt);
    else
        offerParam(problem, {QT_TRANSLATE_NOOP("phrase", "The image of %1"), whose}, adapter.id, "image", Value(image));
    problem.param = "image";
}

void checkHealthCommand(const ValidationIndex &index, const Container &adapter, const std::string &name,
                        Findings &findings)
{
    const ParamReader params = paramsOf(adapter);
    std::vector<std::string> command = params.list("healthCommand");
    if (command.empty())
        return;
    if (command.front().empty())
        offerEntries(
            findings.error(
                "adapter.healthCommand", adapter.id,
                {QT_TRANSLATE_NOOP("phrase", "%1: the health command begins with no program."), name},
                QT_TRANSLATE_NOOP("phrase", "Write the program first, then each argument as an entry of its own.")),
            QT_TRANSLATE_NOOP("phrase", "Begin with what follows"), adapter.id, "healthCommand",
            {std::ranges::find_if(command, [](const std::string &word) { return !word.empty(); }), command.end()});
    if (params.text("image").empty())
        offerImage(findings.warning(
                       "adapter.image", adapter.id,
                       {QT_TRANSLATE_NOOP("phrase",
                                          "%1: deployed, its health command runs in our image, which has no programs."),
                        name},
                       QT_TRANSLATE_NOOP("phrase", "Give an image that has it.")),
                   index, adapter);
    if (!params.list("healthy").empty())
        offerParam(
            findings.warning(
                "adapter.healthy-unheeded", adapter.id,
                {QT_TRANSLATE_NOOP("phrase",
                                   "%1: its health command decides alone; what is asked of the figures is not heeded."),
                 name},
                QT_TRANSLATE_NOOP("phrase", "Take out one of the two.")),
            QT_TRANSLATE_NOOP("phrase", "Let the command decide"), adapter.id, "healthy", std::nullopt);
}

/// Whom an adapter of that format reads.
Wanted sourceOf(const std::string &format)
{
    if (format == "memcached")
        return {.kinds = {"memcached"}, .protocols = {}, .besideCaller = true};
    const std::string protocol = format == "json" || format == "prometheus" ? "http" : "tcp";
    return {.kinds = {"container"}, .protocols = {protocol, "http", "tcp"}, .besideCaller = true};
}

} // namespace

void checkSync(const Topology &topology, const Container &sync, Findings &findings)
{
    const ParamReader params = paramsOf(sync);
    const std::string name = describe(topology, sync);
    if (const auto good = checkSyncSource(params.text("source")); !good) {
        const std::string source = mendedSource(params.text("source"));
        offerParam(findings.error("content-sync.source", sync.id,
                                  {QT_TRANSLATE_NOOP("phrase", "%1: %2"), name, messageOf(good.error())},
                                  adviceOf(good.error())),
                   source == exampleSource ? Phrase(QT_TRANSLATE_NOOP("phrase", "Use an example"))
                                           : Phrase(QT_TRANSLATE_NOOP("phrase", "Use %1"), source),
                   sync.id, "source", Value(source));
    }
    checkRevision(sync, name, findings);
    const std::string link = params.text("link");
    if (link.empty() || link.front() == '.' || link.find('/') != std::string::npos)
        offerParam(
            findings.error("content-sync.link", sync.id,
                           {QT_TRANSLATE_NOOP("phrase", "%1: \"%2\" is no name of a link in the folder."), name, link},
                           QT_TRANSLATE_NOOP("phrase", "Write a plain name: current.")),
            QT_TRANSLATE_NOOP("phrase", "Call it current"), sync.id, "link", std::nullopt);
    const std::string folder = params.text("folder");
    if (canWriteTo(sync, folder))
        return;
    Problem &problem = findings.error(
        "content-sync.folder", sync.id,
        {QT_TRANSLATE_NOOP("phrase", "%1: the folder \"%2\" is below no mount that can be written to."), name, folder},
        QT_TRANSLATE_NOOP("phrase", "Mount the volume that it shares with the main container."));
    problem.param = "folder";
    const bool isFolder = folder.size() > 1 && folder.front() == '/' && folder.back() != '/';
    const std::string mounted = isFolder ? folder : "/content";
    offer(problem, QT_TRANSLATE_NOOP("phrase", "Mount a volume there"), [id = sync.id, mounted](Topology &mended) {
        putParam(mended, id, "folder", Value(mounted));
        mountFolder(mended, id, mounted);
    });
}

void checkAdapter(const Topology &topology, const ValidationIndex &index, const Container &adapter, Findings &findings)
{
    const ParamReader params = paramsOf(adapter);
    const std::string name = describe(topology, adapter);
    const std::string format = params.text("format");
    if (format != "lines" && !callsFrom(index, adapter, "source"))
        offerCallee(findings.error("adapter.no-source", adapter.id,
                                   {QT_TRANSLATE_NOOP("phrase", "The adapter %1 adapts nobody."), name},
                                   QT_TRANSLATE_NOOP("phrase", "Connect its source.")),
                    QT_TRANSLATE_NOOP("phrase", "Link its source"), adapter.id, "source", sourceOf(format));
    checkPath(adapter, name, findings);
    const auto isComparison = [](const std::string &text) { return parseComparison(text).has_value(); };
    const std::vector<std::string> healthy = params.list("healthy");
    for (const std::string &text : healthy) {
        if (const auto good = parseComparison(text); !good)
            offerEntries(findings.error("adapter.healthy", adapter.id,
                                        {QT_TRANSLATE_NOOP("phrase", "%1: %2"), name, messageOf(good.error())},
                                        adviceOf(good.error())),
                         QT_TRANSLATE_NOOP("phrase", "Take it out"), adapter.id, "healthy",
                         goodOnly(healthy, isComparison));
    }
    checkHealthCommand(index, adapter, name, findings);
    const std::vector<std::string> counts = params.list("counts");
    for (const std::string &text : counts) {
        if (!isCount(text))
            offerEntries(findings.error("adapter.counts", adapter.id,
                                        {QT_TRANSLATE_NOOP("phrase", "%1: \"%2\" names no lines."), name, text},
                                        QT_TRANSLATE_NOOP("phrase", "Write NAME=WORDS: errors=ERROR.")),
                         QT_TRANSLATE_NOOP("phrase", "Take it out"), adapter.id, "counts", goodOnly(counts, isCount));
    }
}

} // namespace bayplan
