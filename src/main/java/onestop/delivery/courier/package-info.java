/** Couriers that bring messages: by SMTP, or into a folder. */
@NullMarked
package onestop.delivery.courier;

import org.jspecify.annotations.NullMarked;
