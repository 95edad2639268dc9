// CSV (RFC 4180, UTF-8): a file of records, one more per repeat, and one that says what this is. The last column of
// every line is the stamp, because a file beside it does not travel along.
#include <nlohmann/json.hpp>

#include "shared/base/harmless_text.h"
#include "shared/base/overloaded.h"
#include "shared/exports/export_writer.h"
#include "shared/sqlite/durable_file.h"
#include "shared/sqlite/new_file.h"

namespace nuong::exports {
namespace {

constexpr std::string_view stamp_column = "export";

std::string csv_text(const Cell& cell) {
    return std::visit(Overloaded{[](std::monostate) { return std::string(); },
                                 [](bool truth) { return std::string(truth ? "true" : "false"); },
                                 [](std::int64_t whole) { return std::to_string(whole); },
                                 [](double real) { return plain_number(real); },
                                 [](Date day) { return to_string(day); }, [](Instant at) { return to_string(at); },
                                 [](const std::string& text) { return csv_field(harmless_text(text)); }},
                      cell);
}

// "people.csv" and "aliases" make "people-aliases.csv".
std::string beside(const std::string& out, std::string part, const std::string& ending) {
    for (char& c : part)
        if (c == '/') c = '-';
    const std::string own = ".csv";
    return (out.ends_with(own) ? out.substr(0, out.size() - own.size()) : out) + "-" + part + ending;
}

class CsvWriter final : public ExportWriter {
public:
    CsvWriter(const Order& order, const ExportPlan& plan, Stamp stamp)
        : order_(order), plan_(plan), stamp_(std::move(stamp)), stamp_field_(csv_field(line_of(stamp_))) {}

    Status begin() {
        for (const Table& table : plan_.tables()) {
            auto file = NewFile::make(files_.empty() ? order_.wish.out : beside(order_.wish.out, table.name, ".csv"),
                                      order_.watch);
            if (!file) return file.error();
            files_.push_back(std::move(*file));
            std::string head(order_.wish.has_mark ? byte_order_mark : "");
            for (const Column& column : table.columns) head += csv_field(harmless_text(column.head)) + ",";
            if (const Status written = files_.back().write(head.append(stamp_column).append("\r\n")); !written)
                return written.error();
        }
        auto about = NewFile::make(beside(order_.wish.out, "about", ".json"), order_.watch);
        if (!about) return about.error();
        files_.push_back(std::move(*about));
        return Done{};
    }

    Status add(const Outgoing& record) override {
        for (const Line& line : exports::lines_of(order_, plan_, record)) {
            std::string text;
            for (const Cell& cell : line.cells) text += csv_text(cell) + ",";
            if (const Status written = files_[line.table].write(text.append(stamp_field_).append("\r\n")); !written)
                return written.error();
        }
        return Done{};
    }

    Status finish(const Amount& amount) override {
        OrderedJson about{{"export", to_json(stamp_)}, {"records", amount.records}};
        add_to(about, amount);
        about["fields"] = OrderedJson::object();
        for (const Table& table : plan_.tables())
            for (const Column& column : table.columns)
                if (column.kind == Column::Kind::value)
                    about["fields"][column.name] = {{"vi", plan_.label_of(column.node, "vi")},
                                                    {"en", plan_.label_of(column.node, "en")}};
        if (const Status written = files_.back().write(dump_json_for_people(about) + "\n"); !written)
            return written.error();
        for (NewFile& file : files_)
            if (const Status finished = file.finish(); !finished) return finished.error();
        return Done{};
    }

    Result<std::vector<std::string>> publish() override {
        std::vector<std::string> names;
        for (auto file = files_.rbegin(); file != files_.rend(); ++file) {
            if (const Status published = file->publish(); !published) {
                for (const std::string& name : names) (void)remove_file(name);  // they name people, and belong to it
                return published.error();
            }
            names.insert(names.begin(), file->path());
        }
        return names;
    }

private:
    const Order& order_;
    const ExportPlan& plan_;
    Stamp stamp_;
    std::string stamp_field_;
    std::vector<NewFile> files_;  // one per table, and what it is
};

}  // namespace

Result<std::unique_ptr<ExportWriter>> make_csv_writer(const Order& order, const ExportPlan& plan, const Stamp& stamp) {
    auto writer = std::make_unique<CsvWriter>(order, plan, stamp);
    if (const Status begun = writer->begin(); !begun) return begun.error();
    return std::unique_ptr<ExportWriter>(std::move(writer));
}

}  // namespace nuong::exports
