/**
 * Data access: one memory of what a transaction has read, locked and will write; one write order;
 * one form of SQL.
 */
@NullMarked
@ApplicationModule(
    displayName = "store",
    allowedDependencies = {})
package onestop.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
