/**
 * What a transaction has read and locked and will write: one memory, one order, one kind of SQL.
 */
@NullMarked
@ApplicationModule(
    displayName = "store",
    allowedDependencies = {})
package onestop.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
