// One save over several records arrives as several changes; they are taken together or refused together.
#pragma once
#include <span>

#include "sync-server/core/arrived_changes.h"

namespace nuong {

// How many of them, from the first on, belong together: they must be consecutive. One that does not say readably whose
// group it is belongs to the one that it stands beside: refusing too much can be mended, half a save cannot.
// REQUIRES: there is one.
std::size_t length_of_group(std::span<const ArrivedChange> changes);

}  // namespace nuong
