/** Mail addresses: each is checked once, where it enters. */
@NullMarked
@ApplicationModule(
    displayName = "mail",
    allowedDependencies = {"kernel"})
package onestop.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
