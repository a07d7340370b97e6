// SPDX-License-Identifier: Apache-2.0
#include "engine/manifests/check.h"

#include "engine/manifests/import.h"
#include "engine/manifests/yaml_reader.h"

#include <algorithm>

namespace bayplan {
namespace {

constexpr std::string_view documentMark = "---\n";
constexpr std::uint64_t mostNodesOfOurs = 100'000'000; ///< what we write is no attack, and may be large

/// Where the document behind the one at `begin` begins, behind its mark; npos when there is none.
std::size_t nextDocument(std::string_view text, std::size_t begin)
{
    const auto found = text.find("\n---\n", begin == 0 ? 0 : begin - 1);
    return found == std::string_view::npos ? found : found + 1 + documentMark.size();
}

/// Comments before the first mark are no document.
bool isWithoutContent(std::string_view text)
{
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        if (!line.empty() && !line.starts_with('#'))
            return false;
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
    return true;
}

} // namespace

Result<void> checkCompose(std::string_view text, const std::string &fileName)
{
    ImportOptions options;
    options.addLoad = false;
    options.maxBytes = text.size();
    options.maxNodes = mostNodesOfOurs;
    const auto read = importCompose(text, fileName, options);
    return read ? Result<void>() : Result<void>(read.error());
}

Result<void> checkKubernetes(std::string_view text, const std::string &fileName)
{
    for (auto begin = text.starts_with(documentMark) ? documentMark.size() : 0; begin != std::string_view::npos;) {
        const auto next = nextDocument(text, begin);
        const auto end = next == std::string_view::npos ? text.size() : next - documentMark.size();
        const auto document = text.substr(begin, end - begin);
        if (begin == 0 && isWithoutContent(document)) {
            begin = next;
            continue;
        }
        const auto linesBefore = static_cast<int>(std::ranges::count(text.substr(0, begin), '\n'));
        const auto read = readYaml(document, fileName, {.maxBytes = document.size(), .maxNodes = mostNodesOfOurs});
        if (!read) {
            Error error = read.error();
            error.place.line += linesBefore;
            return error;
        }
        if (read->find("kind") == nullptr)
            return fail(ErrorCode::InvalidInput, "A document does not say what kind of object it is.", {},
                        {.file = fileName, .line = linesBefore + 1});
        begin = next;
    }
    return {};
}

} // namespace bayplan
