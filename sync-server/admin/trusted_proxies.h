// TrustedProxies: which peers may say for whom they speak. What anybody else says of that is not heard: addresses are
// counted (wrong codes, wrong passphrases) and written into the audit.
#pragma once
#include <set>
#include <string>

#include "shared/base/result.h"
#include "sync-server/admin/command_line.h"
#include "sync-server/http/http_server.h"

namespace nuong::admin {

class TrustedProxies {
public:
    // This machine, and the addresses in `others`.
    explicit TrustedProxies(const std::set<std::string>& others = {});

    // The address and the kind of line of the visitor in place of the proxy's, when a trusted proxy tells them
    // (X-Forwarded-For, X-Forwarded-Proto). Of several proxies in a row the first that is not trusted is the visitor.
    void look_through(HttpRequest& request) const;
    const std::set<std::string>& addresses() const { return addresses_; }

private:
    bool has(const std::string& address) const { return addresses_.contains(address); }

    std::set<std::string> addresses_;
};

// --trusted-proxy ADDRESS[,ADDRESS]. Errors: usage.
Result<TrustedProxies> proxies_of(const CommandLine& line);

}  // namespace nuong::admin
