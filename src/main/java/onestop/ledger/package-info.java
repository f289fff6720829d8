/** The append-only apology ledger. */
@NullMarked
@ApplicationModule(
    displayName = "ledger",
    allowedDependencies = {"kernel", "store", "incidents"})
package onestop.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
