"""Financieel ontzorgen (Pw 56a): for six months the college pays the fixed costs out of somebody's bijstand, and they learn to do it alone."""
