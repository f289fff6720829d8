/** The files that {@code onestop-verify.jar} needs to judge a year, written from the raw events. */
@NullMarked
package onestop.cli.export;

import org.jspecify.annotations.NullMarked;
