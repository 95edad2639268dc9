// PouchServer: PouchDB's server, the best-known peer of an offline-first store, with the same records in it. It keeps
// them in LevelDB, which does not wait for the disk; nobody on the other side stores anything.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "tests/support/process.h"

namespace nuong::bench {

class PouchServer {
public:
    // `program`: pouchdb-server of npm. Throws when it does not answer.
    PouchServer(const std::string& program, const std::string& folder);

    // Seconds until it has taken them, some hundred documents a request.
    double seconds_to_push(const std::vector<std::string>& documents) const;
    // ... and until all of them were read again, in pages, as a device would follow it.
    double seconds_to_pull(std::size_t documents) const;

private:
    std::string url_;
    std::unique_ptr<testing::RunningProcess> process_;
};

}  // namespace nuong::bench
