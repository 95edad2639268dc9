// JSON: one document with what it is around it. Records stand one per line, their answers nested as `record show` gives
// them and `record add` takes them.
#include <nlohmann/json.hpp>

#include "shared/base/overloaded.h"
#include "shared/exports/export_writer.h"
#include "shared/forms/fields_json.h"
#include "shared/sqlite/new_file.h"

namespace nuong::exports {
namespace {

OrderedJson json_of(const Cell& cell) {
    return std::visit(
        Overloaded{[](std::monostate) { return OrderedJson(nullptr); }, [](bool truth) { return OrderedJson(truth); },
                   [](std::int64_t whole) { return OrderedJson(whole); }, [](double real) { return OrderedJson(real); },
                   [](Date day) { return OrderedJson(to_string(day)); },
                   [](Instant at) { return OrderedJson(to_string(at)); },
                   [](const std::string& text) { return OrderedJson(text); }},
        cell);
}

std::string compact(const OrderedJson& json) {
    return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

class JsonWriter final : public ExportWriter {
public:
    JsonWriter(const Order& order, const ExportPlan& plan, NewFile file)
        : order_(order), plan_(plan), file_(std::move(file)) {}

    Status begin(const Stamp& stamp) {
        OrderedJson fields = OrderedJson::object();
        for (const Table& table : plan_.tables())
            for (const Column& column : table.columns)
                if (column.kind == Column::Kind::value)
                    fields[column.name] = plan_.label_of(column.node, order_.wish.labels);
        return file_.write("{\"export\":" + compact(to_json(stamp)) + ",\n\"fields\":" + compact(fields) +
                           ",\n\"records\":[");
    }

    Status add(const Outgoing& record) override {
        OrderedJson json = OrderedJson::object();
        for (const auto& [name, cell] : record.facts) json[name] = json_of(cell);
        json["values"] = OrderedJson(forms::fields_to_json(*order_.form, record.values));
        const std::string between = is_first_ ? "\n" : ",\n";
        is_first_ = false;
        return file_.write(between + compact(json));
    }

    Status finish(const Amount& amount) override {
        OrderedJson end{{"count", amount.records}};
        add_to(end, amount);
        if (const Status written = file_.write("\n],\n" + compact(end).substr(1) + "\n"); !written)
            return written.error();
        return file_.finish();
    }

    Result<std::vector<std::string>> publish() override {
        if (const Status published = file_.publish(); !published) return published.error();
        return std::vector<std::string>{file_.path()};
    }

private:
    const Order& order_;
    const ExportPlan& plan_;
    NewFile file_;
    bool is_first_ = true;
};

}  // namespace

Result<std::unique_ptr<ExportWriter>> make_json_writer(const Order& order, const ExportPlan& plan, const Stamp& stamp) {
    auto file = NewFile::make(order.wish.out, order.watch);
    if (!file) return file.error();
    auto writer = std::make_unique<JsonWriter>(order, plan, std::move(*file));
    if (const Status begun = writer->begin(stamp); !begun) return begun.error();
    return std::unique_ptr<ExportWriter>(std::move(writer));
}

}  // namespace nuong::exports
