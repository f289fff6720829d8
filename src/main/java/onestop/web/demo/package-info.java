/** The demo city: a small city with the data of some weeks, for a first look. */
@NullMarked
package onestop.web.demo;

import org.jspecify.annotations.NullMarked;
