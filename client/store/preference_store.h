// What each person on this device has chosen for its screens, as names and values; client/app/preferences.h knows what
// they mean.
#pragma once
#include <map>
#include <string>

#include "shared/model/ids.h"
#include "shared/sqlite/database.h"

namespace nuong::client {

class PreferenceStore {
public:
    explicit PreferenceStore(Database& db) : db_(db) {}

    std::map<std::string, std::string> of(const UserId& user);
    // All of them, in one step; what is not named stays.
    void keep(const UserId& user, const std::map<std::string, std::string>& values);

private:
    Database& db_;
};

}  // namespace nuong::client
