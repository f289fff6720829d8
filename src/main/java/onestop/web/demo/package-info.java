/** The demo city: a small city that has worked for some weeks, for a first look. */
@NullMarked
package onestop.web.demo;

import org.jspecify.annotations.NullMarked;
