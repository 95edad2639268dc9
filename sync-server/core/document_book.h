// DocumentBook: the published documents in force, read and checked once. A value: a new publication makes a new book.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "shared/base/date.h"
#include "shared/model/area_tree.h"
#include "shared/protocol/messages.h"
#include "sync-server/core/form_shelf.h"
#include "sync-server/core/roles.h"
#include "sync-server/store/rows.h"

namespace nuong {

struct DocumentBook {
    AreaTree areas;
    Roles roles;
    std::unordered_set<FormId> forms;
    std::vector<protocol::SchemaEntry> catalogue;
    std::shared_ptr<FormShelf> compiled = std::make_shared<FormShelf>();
    std::string catalogue_mark;  // protocol::fingerprint of the catalogue

    const Role* role(const std::string& id) const;
    // Null when no version of it is.
    forms::FormPointer form_in_force(StoreReader& reader, const FormId& id) const;
};

// A file as it was found, before anything is known of it.
struct DocumentFile {
    std::string name;    // for messages: path below the published folder
    std::string folder;  // the folder of schemas/ it lies in: forms, areas, roles, reports ...; "" when none
    std::string text;
};

// Is this a document, and of which kind? The one place where a form package is checked before it is published: it must
// compile and pass the tests that it carries; those that name no day run on `today`.
Result<DocumentRow> check_document(const DocumentFile& file, Date today);

// The documents taken together: roles that can be read, areas that form a tree.
Result<std::shared_ptr<const DocumentBook>> make_book(const std::vector<DocumentRow>& documents);

// Of the documents asked for as many as fit into one answer, at least one; those that are not there are left out.
protocol::SchemasAnswer documents_of(StoreReader& reader, const protocol::SchemasRequest& request);

// Do the reports and indicators among them fit the forms? Asked before documents come into force.
Status check_reports(const std::vector<DocumentRow>& documents);

}  // namespace nuong
