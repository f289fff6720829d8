/** Pages of auditors: ledger, proofs, evidence, look-ups. */
@NullMarked
package onestop.web.page.audit;

import org.jspecify.annotations.NullMarked;
