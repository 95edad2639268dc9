// Apart: the program goes on in namespaces of its own (processes, network, mounts, System V memory). Whatever it
// starts, PostgreSQL behind Patroni's back included, is gone with it, however it ends; the machine's own network and
// databases are out of its reach.
#pragma once
#include <functional>

namespace nuong::failover {

// The exit code of `story`; 130 when it was interrupted. Throws where namespaces may not be made (that takes root).
int run_apart(const std::function<int()>& story);

}  // namespace nuong::failover
