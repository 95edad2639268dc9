#include "demo_store.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

namespace nuong::test {
namespace fs = std::filesystem;

namespace {

std::vector<DocumentFile> shipped_files() {
    std::vector<DocumentFile> files;
    const fs::path root = NUONG_SOURCE_DIR "/schemas";
    for (const char* folder : {"forms", "areas", "roles", "indicators", "targets", "reports", "demo"})
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            const std::string name = entry.path().filename().string();
            if (!name.ends_with(".json") || name.ends_with(".schema.json")) continue;
            std::ifstream in(entry.path());
            files.push_back({name, folder, {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}});
        }
    return files;
}

}  // namespace

DemoStore::DemoStore(const demo::DemoScale& scale) : DemoStore(scale, {}) {}

DemoStore::DemoStore(const demo::DemoScale& scale, std::vector<demo::Save> besides) {
    store = std::move(SqliteChangeStore::create(Database::open_in_memory()).value());
    const auto transaction = store->begin();
    const auto published = publish(*transaction, shipped_files(), "test", Instant(*parse_date("2022-12-01")));
    if (!published) FAIL(published.error().message.en);
    transaction->commit();
    const auto rows = store->read()->documents_in_force();
    book = make_book(rows).value();
    for (const DocumentRow& row : rows) {
        if (row.kind == "form") forms[row.id] = forms::compile_package(row.body).form;
        if (row.kind == "demo") plan = demo::parse_demo_plan(row.body, row.id).value();
    }
    if (const auto made = run(scale, std::move(besides)); !made) FAIL(made.error().message.en);
}

Status DemoStore::run(const demo::DemoScale& scale, std::vector<demo::Save> besides) {
    demo::FieldTeam team(plan, *book, forms);
    demo::DemoDistrict district(plan, book->areas, scale);
    for (int month = 0; month < scale.months; ++month) {
        const auto transaction = store->begin();
        const Instant received = Instant(district.last_day(month)) + std::chrono::hours(14);
        if (month == 0)
            if (auto joined = team.join(*transaction, scale.seed, received); !joined) return joined;
        district.month(
            month, [&](std::vector<demo::Save> saves) { team.sync(*transaction, std::move(saves), received, sent); });
        transaction->commit();
    }
    if (besides.empty()) return Done{};
    const auto transaction = store->begin();
    team.sync(*transaction, std::move(besides), Instant(scale.until) + std::chrono::hours(16), sent);
    transaction->commit();
    return Done{};
}

void DemoStore::each_change(const std::function<void(const ChangeRow&)>& look) const {
    const auto reader = store->read();
    std::uint64_t after = 0;
    for (auto rows = reader->changes(after, 500); !rows.empty(); rows = reader->changes(after, 500)) {
        after = rows.back().arrival;
        for (const ChangeRow& row : rows) look(row);
    }
}

void DemoStore::each_record(const std::function<void(const RecordRow&)>& look) const {
    const auto reader = store->read();
    std::optional<RecordId> after;
    for (auto rows = reader->records("", after, 500); !rows.empty(); rows = reader->records("", after, 500)) {
        after = rows.back().id;
        for (const RecordRow& row : rows) look(row);
    }
}

}  // namespace nuong::test
