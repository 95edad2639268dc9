// ExportRun: one export from its order to its files. Whoever holds the records hands them in one after the other; which
// of them the taker may see is decided there, what of each may leave is decided here.
//
//   (the audit entry: begun) -> begin -> add ... -> finish -> (the audit entry: how much) -> publish
#pragma once
#include "shared/exports/export_writer.h"

namespace nuong::exports {

struct Exported {
    Stamp stamp;
    Amount amount;
    std::vector<std::string> files;  // the main one first
};
OrderedJson to_json(const Exported& exported);
// For the audit, before anything is written: "begun, csv".
std::string begun_text(Format format);
// For the audit: "12 records, 2 restricted left out".
std::string audit_text(const Amount& amount);
// For the person who asked.
Message told_of(const Exported& exported);

class ExportRun {
public:
    // Errors: invalid (the filter is wrong, the form does not speak the language), refused (the filter asks for what
    // the role must not export), no_space, damaged.
    static Result<std::unique_ptr<ExportRun>> begin(Order order);

    // A record of another form is passed over; one that the filter does not keep as well. One that is restricted, or
    // about somebody who is, is counted and stays here.
    Status add(const RecordState& state);
    Status finish();
    Status publish();

    const Exported& exported() const { return exported_; }

private:
    explicit ExportRun(Order order) : order_(std::move(order)), plan_(order_) {}

    Order order_;
    ExportPlan plan_;
    forms::Environment environment_;
    std::optional<forms::Expression> where_;
    Exported exported_;
    std::unique_ptr<ExportWriter> writer_;
};

}  // namespace nuong::exports
