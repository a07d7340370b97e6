// SPDX-License-Identifier: Apache-2.0
#include "engine/model/document_file.h"

#include "engine/base/durable_file.h"

namespace bayplan {

Result<Document> loadDocument(const std::string &path, const ReadLimits &limits)
{
    const auto text = readWhole(path, limits.maxBytes);
    if (!text)
        return text.error();
    return readDocument(*text, path == "-" ? "standard input" : path, limits);
}

Result<void> saveDocument(const std::string &path, const Topology &topology)
{
    return writeDurably(path, writeDocument(topology));
}

} // namespace bayplan
