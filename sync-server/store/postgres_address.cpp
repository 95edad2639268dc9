#include "sync-server/store/postgres_address.h"

#include <libpq-fe.h>

#include <algorithm>
#include <memory>

#include "shared/sqlite/database_error.h"

namespace nuong {
namespace {

// What the address may say otherwise. A machine that is cut off must be noticed while a device still waits for its
// answer, and a server that only follows is not ours.
constexpr std::pair<const char*, const char*> unless_said[] = {
    {"application_name", "nuong-server"},  {"connect_timeout", "5"},  {"keepalives_idle", "5"},
    {"keepalives_interval", "3"},          {"keepalives_count", "3"}, {"tcp_user_timeout", "12000"},
    {"target_session_attrs", "read-write"}};

struct FreeOptions {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
struct FreeText {
    void operator()(char* text) const { PQfreemem(text); }
};

std::vector<std::string> parts_of(const std::string& list) {
    std::vector<std::string> parts(1);
    for (const char letter : list) {
        if (letter == ',') parts.emplace_back();
        else parts.back() += letter;
    }
    return parts;
}

std::string list_of(const std::vector<std::string>& parts) {
    std::string list = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) list += "," + parts[i];
    return list;
}

}  // namespace

PostgresAddress::PostgresAddress(const std::string& url) {
    char* wrong = nullptr;
    const std::unique_ptr<PQconninfoOption, FreeOptions> read(PQconninfoParse(url.c_str(), &wrong));
    const std::unique_ptr<char, FreeText> why(wrong);
    if (!read) throw DatabaseError(DatabaseError::Kind::unreachable, why ? why.get() : "no address of a database");
    for (const auto& [name, value] : unless_said) options_.emplace_back(name, value);
    for (const PQconninfoOption* option = read.get(); option->keyword; ++option)
        if (option->val) options_.emplace_back(option->keyword, option->val);
    options_.emplace_back("client_encoding", "UTF8");
}

PostgresAddress::Parameters PostgresAddress::parameters() const {
    Parameters parameters;
    for (const auto& [name, value] : options_) {
        parameters.names.push_back(name.c_str());
        parameters.values.push_back(value.c_str());
    }
    parameters.names.push_back(nullptr);
    parameters.values.push_back(nullptr);
    return parameters;
}

std::string* PostgresAddress::find(const std::string& name) {
    const auto at = std::find_if(options_.begin(), options_.end(), [&](const auto& one) { return one.first == name; });
    return at == options_.end() ? nullptr : &at->second;
}

// Ports are as many as hosts, or one for all of them; one that is not said is empty.
void PostgresAddress::put_last(const std::string& host, const std::string& port) {
    std::string* const named = find("host") ? find("host") : find("hostaddr");
    if (!named) return;
    const std::vector<std::string> hosts = parts_of(*named);
    std::vector<std::string> ports = find("port") ? parts_of(*find("port")) : std::vector<std::string>{};
    ports.resize(hosts.size());
    for (std::size_t i = 0; i < hosts.size(); ++i) {
        if (hosts[i] != host || (!ports[i].empty() && ports[i] != port)) continue;
        for (const char* name : {"host", "hostaddr", "port"}) {
            std::string* const list = find(name);
            std::vector<std::string> parts = list ? parts_of(*list) : std::vector<std::string>{};
            if (parts.size() != hosts.size()) continue;
            std::rotate(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(i + 1), parts.end());
            *list = list_of(parts);
        }
        return;
    }
}

}  // namespace nuong
