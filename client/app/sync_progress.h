// What a sync that runs tells a person: what is being done, how much has moved, how much is still to come and how long
// that may take. Values in, values out.
#pragma once
#include <chrono>
#include <optional>

#include "client/app/view_model.h"

namespace nuong::client {

struct SyncEvent;
struct SyncReport;

// Of the whole, 0..1. Records first, then files: each half when there are both.
float done_of(const SyncReport& report);
// As fast as until now; nothing while that says too little.
std::optional<std::chrono::seconds> time_left(const SyncReport& report);

void show_progress(SyncView& view, const SyncEvent& event, Language language);

}  // namespace nuong::client
