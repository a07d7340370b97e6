// SPDX-License-Identifier: GPL-3.0-or-later
// What is measured of agents, each beside its peers. Each prints.
#pragma once

namespace bayplan {

void measureMemcache(int rounds);  ///< ambassador, nutcracker, no proxy, before two memcached servers
void measureFront(int rounds);     ///< front and haproxy, before a server of a few bytes
void measureQueue(int rounds);     ///< work queue and beanstalkd, both synced before they answer
void measureElection(int rounds);  ///< three electors and three members of etcd, the leader killed
void measureFootprint(int rounds); ///< start and memory of each role

} // namespace bayplan
