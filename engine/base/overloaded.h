// SPDX-License-Identifier: Apache-2.0
// One function object of several lambdas, for std::visit.
#pragma once

namespace bayplan {

template <class... Fs>
struct Overloaded : Fs... {
    using Fs::operator()...;
};
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>; // clang++ before 17 does not find it by itself

} // namespace bayplan
