#include "client/store/preference_store.h"

namespace nuong::client {

std::map<std::string, std::string> PreferenceStore::of(const UserId& user) {
    std::map<std::string, std::string> values;
    Statement rows = db_.prepare("select name, value from preference where user = ?");
    rows.bind(1, user);
    while (rows.step()) values.emplace(rows.text(0), rows.text(1));
    return values;
}

void PreferenceStore::keep(const UserId& user, const std::map<std::string, std::string>& values) {
    Transaction transaction(db_);
    for (const auto& [name, value] : values)
        db_.prepare("insert or replace into preference(user, name, value) values(?, ?, ?)")
            .bind(1, user)
            .bind(2, name)
            .bind(3, value)
            .run();
    transaction.commit();
}

}  // namespace nuong::client
