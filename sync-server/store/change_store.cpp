#include "sync-server/store/change_store.h"

namespace nuong {

bool StoreReader::has_come_by(const protocol::Milestone& milestone) {
    return facts().milestone.follows(milestone) || life_at(milestone.commits) == milestone.life;
}

}  // namespace nuong
