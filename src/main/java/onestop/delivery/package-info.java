/** The transactional outbox and the couriers that empty it. */
@NullMarked
@ApplicationModule(
    displayName = "delivery",
    allowedDependencies = {"kernel", "store", "incidents", "mail", "node", "files"})
package onestop.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
