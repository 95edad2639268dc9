// DocumentFolder: the published files of a folder such as schemas/, as values.
#pragma once
#include <string>
#include <vector>

#include "sync-server/core/document_book.h"

namespace nuong::admin {

// Every *.json below, in a fixed order; meta-schemas (*.schema.json), sql/ and protocol/ are not documents.
Result<std::vector<DocumentFile>> read_documents(const std::string& folder);

}  // namespace nuong::admin
