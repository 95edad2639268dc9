#include "client/sync/sync_report.h"

namespace nuong::client {

const char* name_of(SyncOutcome outcome) {
    switch (outcome) {
        case SyncOutcome::ok: return "ok";
        case SyncOutcome::offline: return "offline";
        case SyncOutcome::refused: return "refused";
    }
    return "ok";
}

}  // namespace nuong::client
