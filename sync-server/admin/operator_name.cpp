#include "sync-server/admin/operator_name.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>

#include "sync-server/core/report_issues.h"

namespace nuong::admin {
namespace {

std::string account() {
    if (const char* behind = std::getenv("SUDO_USER"); behind && *behind) return behind;
    const passwd* entry = ::getpwuid(::getuid());
    return entry ? entry->pw_name : "";
}

}  // namespace

UserId operator_name() {
    const std::string name = account();
    const bool is_nobodys = name.empty() || name == "root" || name == "nuong";
    return is_nobodys ? server_console : std::string(server_console) + ":" + name;
}

bool is_operator(const UserId& user) {
    return user == server_console || user.starts_with(server_console + std::string(":"));
}

}  // namespace nuong::admin
