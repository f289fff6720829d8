/** The append-only apology ledger. */
@NullMarked
@ApplicationModule(
    displayName = "ledger",
    allowedDependencies = {"kernel", "store", "incidents", "node"})
package onestop.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
