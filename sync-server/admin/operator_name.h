// Who works at the server's console, for the audit: several people may, and each has an account on the machine.
#pragma once
#include "shared/model/ids.h"

namespace nuong::admin {

// "console:an" when the account is somebody's own, also behind sudo; "console" for root and for the service itself.
UserId operator_name();
bool is_operator(const UserId& user);

}  // namespace nuong::admin
