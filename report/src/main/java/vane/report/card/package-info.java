/** Model cards: what those who get a model file want to know of it, as HTML and as Markdown. */
package vane.report.card;
