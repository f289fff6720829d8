/**
 * The verifier that trusts neither our server nor our database: {@code onestop-verify.jar}.
 *
 * <p>Imports nothing but the JDK, not even the annotation NullMarked (the compiler checks nulls
 * here all the same), and uses no other code of this project, so that an auditor can read all that
 * it rests on in an afternoon: formats, hashes, signatures, calendar arithmetic. Formats: C2SP
 * signed-note, tlog-checkpoint, tlog-tiles and tlog-cosignature; RFC 6962 hashing; {@code
 * docs/verifying.md}.
 */
package onestop.ledger.verify;
