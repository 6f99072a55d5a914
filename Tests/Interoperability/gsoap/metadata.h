// What a practice would say about one document, as the objects that gSOAP generated from our schemas.
#ifndef METADATA_H
#define METADATA_H

#include <string>
#include "soapH.h"

struct SubmissionInput
{
    std::string patient;          // CX: id^^^&oid&ISO
    std::string uniqueId;         // of the document
    std::string submissionId;     // OID of the submission set
    std::string sourceId;         // OID of the sending system
    std::string title;
    std::string mimeType;
    std::string replaces;         // entryUUID of a document to replace, or empty
};

/// A new OID under 2.25, from a random UUID.
std::string newOid();

/// ITI-41 metadata: one document entry, one submission set, and the association of the two.
_lcm__SubmitObjectsRequest *makeSubmission(struct soap *soap, const SubmissionInput &input);

/// The id of the document entry within the submission; the Document of ITI-41 bears the same.
extern const char *const EntryId;

#endif
