// Devices and accounts: what is known of them; for who keeps accounts, new accounts, enrolment codes, revoking
// and disabling.
#pragma once
#include "sync-server/core/accounts.h"
#include "sync-server/web/page.h"
#include "sync-server/web/web_turn.h"

namespace nuong::web {

using JustHeardOf = std::unordered_map<std::uint64_t, HeardDevice>;

WebTurn device_page(StoreReader& reader, const Visitor& visitor, const WebRequest& request, const JustHeardOf& heard);
WebTurn make_code(const Visitor& visitor, const WebRequest& request);
WebTurn ask_to_revoke(StoreReader& reader, const Visitor& visitor, const WebRequest& request, const JustHeardOf& heard);
WebTurn revoke(const Visitor& visitor, const WebRequest& request);

WebTurn user_page(StoreReader& reader, const Visitor& visitor, const WebRequest& request);
WebTurn add_user(const Visitor& visitor, const WebRequest& request);
WebTurn ask_to_disable(StoreReader& reader, const Visitor& visitor, const WebRequest& request);
WebTurn disable(const Visitor& visitor, const WebRequest& request);

// How a browser was told to reach this server, for the code that a device scans; "" when that is no address.
std::string own_address(const WebRequest& request);

}  // namespace nuong::web
