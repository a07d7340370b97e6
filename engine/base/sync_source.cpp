// SPDX-License-Identifier: Apache-2.0
#include "engine/base/sync_source.h"

#include "engine/base/translatable.h"

#include <algorithm>
#include <string>

namespace bayplan {
namespace {

bool isPlain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool hasOnlyText(std::string_view text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7f; });
}

} // namespace

Result<void> checkSyncSource(std::string_view source)
{
    const auto wrong = [&](Phrase why) -> Result<void> {
        return fail(
            ErrorCode::InvalidInput,
            Told{std::move(why), QT_TRANSLATE_NOOP("phrase", "Give http://HOST/PATH, https://HOST/PATH or an absolute "
                                                             "path of a repository, or the address of an archive.")});
    };
    if (source.empty())
        return wrong(QT_TRANSLATE_NOOP("phrase", "There is no source."));
    if (!hasOnlyText(source))
        return wrong(QT_TRANSLATE_NOOP("phrase", "The source has blanks or control characters."));
    if (source.front() == '/')
        return {};
    const bool isHttp = source.starts_with("http://");
    if (!isHttp && !source.starts_with("https://"))
        return wrong({QT_TRANSLATE_NOOP("phrase", "The source \"%1\" is neither http(s) nor a path."),
                      std::string(source.substr(0, 100))});
    const std::string_view rest = source.substr(isHttp ? 7 : 8);
    const std::string_view host = rest.substr(0, rest.find('/'));
    if (host.find('@') != std::string_view::npos)
        return wrong(
            QT_TRANSLATE_NOOP("phrase", "A user or password does not belong in a source: documents hold no secrets."));
    if (host.empty() || host.front() == '-')
        return wrong(QT_TRANSLATE_NOOP("phrase", "The source names no host."));
    return {};
}

bool isArchiveSource(std::string_view source)
{
    const std::string_view path = source.substr(0, source.find_first_of("?#"));
    const bool isHttp = path.starts_with("http://") || path.starts_with("https://");
    return isHttp && (path.ends_with(".tar") || path.ends_with(".tar.gz") || path.ends_with(".tgz"));
}

Result<void> checkGitRevision(std::string_view revision)
{
    const bool good = !revision.empty() && (isPlain(revision.front()) || revision.front() == '_') &&
                      revision.back() != '/' && revision.back() != '.' && !revision.ends_with(".lock") &&
                      revision.find("..") == std::string_view::npos && revision.find("//") == std::string_view::npos &&
                      std::all_of(revision.begin(), revision.end(),
                                  [](char c) { return isPlain(c) || c == '.' || c == '/' || c == '_' || c == '-'; });
    if (good)
        return {};
    return fail(ErrorCode::InvalidInput, Told{{QT_TRANSLATE_NOOP("phrase", "\"%1\" is no name of a revision."),
                                               std::string(revision.substr(0, 100))},
                                              QT_TRANSLATE_NOOP("phrase", "Give a branch, a tag, or HEAD.")});
}

} // namespace bayplan
