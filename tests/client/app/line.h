// A whole device in memory on a line to a real server core, without a socket. The line can lose an answer after the
// server has done the work, and can be listened to.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "client/app/open_form.h"
#include "client/sync/enrolment.h"
#include "client/sync/sync_session.h"
#include "shared/model/attachment.h"
#include "tests/sync-server/core/district.h"

namespace nuong::client::testing {

class Line final : public Transport {
public:
    explicit Line(nuong::testing::District& district) : district_(&district) {}
    // From now on another server answers: the device has gone elsewhere.
    void connect(nuong::testing::District& district) { district_ = &district; }
    Result<HttpResponse> exchange(const HttpRequest& request) override;

    int answers_to_lose = 0;
    int requests = 0;
    int requests_until_down = -1;            // then nothing arrives any more; -1: never
    bool is_down = false;                    // nothing arrives
    int mangle_blobs = 0;                    // pieces of files that arrive with a wrong byte
    std::optional<std::string> blobs_say;    // instead of the bytes of a file
    std::function<void()> while_file_comes;  // once, between the question for a file and its bytes
    bool is_old = false;                     // a server that does not know bundles
    std::size_t changes_sent = 0, bundles_sent = 0, comparisons = 0, blob_bytes_sent = 0, blob_bytes_given = 0;
    std::function<void(protocol::SyncAnswer&)> tamper;  // with what the server says
    std::optional<protocol::SyncAnswer> last;

private:
    HttpResponse blob(const HttpRequest& request);

    nuong::testing::District* district_;
};

struct Laptop {
    // Enrolled for a user of the district, and synced once.
    Laptop(nuong::testing::District& district, const UserId& user);
    Laptop(nuong::testing::District& district, std::unique_ptr<Replica> store, const UserId& user);
    Laptop(nuong::testing::District& district, std::unique_ptr<Replica> store);  // one that has synced before

    SyncReport sync() { return sync_once(*replica, line, clock); }
    RecordId add(const std::string& name, const AreaCode& area = "03076");
    void edit(const RecordId& record, const Path& path, const std::string& value);
    std::string shown(const RecordId& record, const Path& path);
    std::size_t conflicts(const RecordId& record);

    FakeClockSource clock;
    Line line;
    std::unique_ptr<Replica> replica;
    Workbook workbook;
};

// To the record's question "photo".
Attachment attach(Laptop& laptop, const RecordId& record, const std::string& bytes);

}  // namespace nuong::client::testing
