// SPDX-License-Identifier: Apache-2.0
// The rows of the catalog, by group; catalog.h puts them together. Included by catalog.cpp only.
#pragma once

#include "engine/model/catalog.h"

namespace bayplan {

std::vector<KindInfo> structureKinds(); ///< document, pod, link, volume
std::vector<KindInfo> containerKinds(); ///< container, load, memcached
KindInfo loadKind();                  ///< one of containerKinds()
std::vector<KindInfo> patternKinds(); ///< memcache-ambassador, adapter, log-saver, elector, work-queue, worker
KindInfo adapterKind();               ///< of those
KindInfo logSaverKind();              ///< likewise
std::vector<KindInfo> servingKinds(); ///< http-ambassador, scatter-root, content-sync
std::vector<KindInfo> faultKinds();   ///< fault.*

KindInfo messageFault(); ///< one of faultKinds()

/// A container kind's own parameters and, behind them, those that every container has: memory and processor limits.
std::vector<ParamInfo> withLimits(std::vector<ParamInfo> own, const std::string &memoryDefault);

} // namespace bayplan
