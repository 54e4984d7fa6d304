"""Schemes over tables of people: the columnar execution of the scheme language, over polars."""
