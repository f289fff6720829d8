/** Couriers that send messages by SMTP or write them into a folder. */
@NullMarked
package onestop.delivery.courier;

import org.jspecify.annotations.NullMarked;
